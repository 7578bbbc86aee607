package io.zimbraproxy.proxy.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The redirect that replaces the pages for gateway errors.
 *
 * @param url the page that clients are sent to; it may have a query
 */
public record ErrorRedirect(String url) {
    /** Returns the URL with the status of the error and the name of the pool as arguments. */
    String location(ErrorPage page, String pool) {
        char separator = url.indexOf('?') < 0 ? '?' : '&';
        return url + separator + "err=" + page.status() + "&up=" + URLEncoder.encode(pool, StandardCharsets.UTF_8);
    }
}
