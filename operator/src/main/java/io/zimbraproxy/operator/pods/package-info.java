/** What running pods say of themselves: their management ports are asked, and reports go out. Imports nothing of ours. */
package io.zimbraproxy.operator.pods;
