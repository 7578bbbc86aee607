package io.zimbraproxy.proxy.http.location;

import static io.zimbraproxy.crds.spec.Pool.EWS;
import static io.zimbraproxy.crds.spec.Pool.LOGIN;
import static io.zimbraproxy.crds.spec.Pool.WEBCLIENT;

import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.upstream.Pool;

/** Which pool a location leads to, where that depends on the request. */
interface PoolRule {
    Pool pool(RequestHead head);

    /** Always the same. */
    static PoolRule always(Pool pool) {
        return head -> pool;
    }

    /** The start page: who has not logged in, or logs out, is for the login servers, if there are any. */
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
            boolean leaves = query.has("loginOp", "logout") || query.has("loginOp", "relogin");
            return !leaves && CookieText.hasUserToken(head.fields()) ? webclient : login;
        };
    }

    /** Pages of the web client; the login servers have them too. */
    static PoolRule pages(PoolSet pools) {
        Pool webclient = pools.orMailclient(WEBCLIENT);
        if (!pools.has(LOGIN)) {
            return always(webclient);
        }
        Pool login = pools.orMailclient(LOGIN);
        return head -> CookieText.hasUserToken(head.fields()) ? webclient : login;
    }

    /** Autodiscover, which clients of Exchange Web Services ask too. */
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
