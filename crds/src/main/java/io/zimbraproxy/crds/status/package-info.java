/** What the operator reports of a {@link io.zimbraproxy.crds.ZimbraProxy}; the proxy ignores it. Imports nothing of ours. */
package io.zimbraproxy.crds.status;
