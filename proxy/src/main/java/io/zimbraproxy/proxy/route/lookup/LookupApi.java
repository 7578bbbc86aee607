package io.zimbraproxy.proxy.route.lookup;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The lookup request of Zimbra's nginx. Sends no header for a parameter that is null. */
@Path("")
public interface LookupApi {
    @GET
    Uni<Response> lookup(
            @HeaderParam("Auth-Method") @Nullable String method,
            @HeaderParam("Auth-User") @Nullable String user,
            @HeaderParam("Auth-Pass") @Nullable String password,
            @HeaderParam("Auth-Protocol") @Nullable String protocol,
            @HeaderParam("Auth-Login-Attempt") int attempt,
            @HeaderParam("X-Proxy-IP") @Nullable String proxyAddress,
            @HeaderParam("Client-IP") @Nullable String clientAddress,
            @HeaderParam("Auth-Zimbra-Admin") @Nullable String forAdministrators,
            @HeaderParam("Auth-Zimbra-Zx") @Nullable String forZx,
            @HeaderParam("X-Proxy-Host") @Nullable String webHost,
            @HeaderParam("Auth-Admin-User") @Nullable String ownUser,
            @HeaderParam("Auth-Admin-Pass") @Nullable String ownPassword,
            @HeaderParam("Auth-ID") @Nullable String principal);
}
