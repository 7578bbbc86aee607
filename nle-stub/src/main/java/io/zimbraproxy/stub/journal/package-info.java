/**
 * Journal of the requests, connections and logins that clients made.
 *
 * <p>In: entries from the servers. Out: entries by target, for tests and the admin interface. Imports no other package of the
 * stub.
 */
@NullMarked
package io.zimbraproxy.stub.journal;

import org.jspecify.annotations.NullMarked;
