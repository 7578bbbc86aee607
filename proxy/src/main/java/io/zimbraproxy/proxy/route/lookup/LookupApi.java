package io.zimbraproxy.proxy.route.lookup;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** One lookup, as Zimbra's nginx asks it (facts, section 2.2). Parameters that are null send no header. */
@Path("")
public interface LookupApi {
    @GET
    Uni<Response> lookup(
            @HeaderParam("Auth-Method") String method,
            @HeaderParam("Auth-User") String user,
            @HeaderParam("Auth-Pass") String password,
            @HeaderParam("Auth-Protocol") String protocol,
            @HeaderParam("Auth-Login-Attempt") int attempt,
            @HeaderParam("X-Proxy-IP") String proxyAddress,
            @HeaderParam("Client-IP") String clientAddress,
            @HeaderParam("Auth-Zimbra-Admin") String forAdministrators,
            @HeaderParam("Auth-Zimbra-Zx") String forZx,
            @HeaderParam("X-Proxy-Host") String webHost,
            @HeaderParam("Auth-Admin-User") String ownUser,
            @HeaderParam("Auth-Admin-Pass") String ownPassword,
            @HeaderParam("Auth-ID") String principal);
}
