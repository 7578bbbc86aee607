/**
 * Web requests: chooses the mailbox server of each request, and streams the request and the response.
 *
 * <p>In: the parsed heads and the bodies of requests, from {@code http.client}. Out: requests on connections of {@code
 * http.upstream}, and responses through a {@link io.zimbraproxy.proxy.http.ClientStream}. The user in the URL or in the credentials
 * determines the server, else the auth token, else the client address. The package imports neither {@code
 * http.client} nor anything of mail sessions.
 */
@NullMarked
package io.zimbraproxy.proxy.http;

import org.jspecify.annotations.NullMarked;
