/** What is asked of every peer, and the rounds in which it is. */
package io.zimbraproxy.bench.scenario;
