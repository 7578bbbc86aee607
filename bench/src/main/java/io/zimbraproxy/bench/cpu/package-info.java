/** What processes use of the machine, read from /proc. Knows nothing of proxies. */
package io.zimbraproxy.bench.cpu;
