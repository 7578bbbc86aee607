/** What all peers are measured before: mailboxes, a web server and a lookup handler that cost as little as they can. One event loop of their own. */
package io.zimbraproxy.bench.stage;
