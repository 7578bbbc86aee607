/** The programs that are measured: started, configured from templates, ended. */
package io.zimbraproxy.bench.peer;
