package io.zimbraproxy.proxy.http.location;

import static io.zimbraproxy.crds.spec.Pool.EWS;
import static io.zimbraproxy.crds.spec.Pool.LOGIN;
import static io.zimbraproxy.crds.spec.Pool.WEBCLIENT;

import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.upstream.Pool;

/** Chooses the pool of a location, which may depend on the request. */
interface PoolRule {
    Pool pool(RequestHead head);

    /** Always chooses the same pool. */
    static PoolRule always(Pool pool) {
        return head -> pool;
    }

    /**
     * Chooses the pool of the start page. Clients that have not logged in, or that log out, go to the login servers, if there are
     * any.
     */
    static PoolRule startPage(PoolSet pools) {
        Pool webclient = pools.orMailclient(WEBCLIENT);
        if (!pools.has(LOGIN)) {
            return always(webclient);
        }
        Pool login = pools.orMailclient(LOGIN);
        return head -> {
            Query query = Query.of(head.target());
            if (query.has("client", "mobile")) {
                return webclient;
            }
            boolean logsOut = query.has("loginOp", "logout") || query.has("loginOp", "relogin");
            return !logsOut && CookieText.hasUserToken(head.fields()) ? webclient : login;
        };
    }

    /** Chooses the pool of the web client's pages. Clients that have not logged in go to the login servers, if there are any. */
    static PoolRule pages(PoolSet pools) {
        Pool webclient = pools.orMailclient(WEBCLIENT);
        if (!pools.has(LOGIN)) {
            return always(webclient);
        }
        Pool login = pools.orMailclient(LOGIN);
        return head -> CookieText.hasUserToken(head.fields()) ? webclient : login;
    }

    /** Chooses the pool of Autodiscover, which clients of Exchange Web Services request too. */
    static PoolRule autodiscover(PoolSet pools) {
        if (!pools.has(EWS)) {
            return always(pools.mailclient());
        }
        Pool ews = pools.orMailclient(EWS);
        return head -> {
            String agent = head.fields().value(FieldName.USER_AGENT);
            return agent != null && agent.contains("ExchangeWebServices") ? ews : pools.mailclient();
        };
    }
}
