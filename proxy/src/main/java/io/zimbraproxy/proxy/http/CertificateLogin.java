package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.location.CookieText;
import io.zimbraproxy.proxy.http.location.NormalPath;
import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.http.message.RequestMethod;
import io.zimbraproxy.proxy.net.EventLoops;
import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.route.Delegation;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UserName;
import io.zimbraproxy.proxy.tls.ClientAuth;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Logs clients in by their certificates. A lookup handler issues a token for the subject of the certificate. The
 * proxy redirects the client to the web client or the admin console, with the token in a cookie.
 */
public final class CertificateLogin {
    private static final String USERS = "/certauth";
    private static final String ADMINISTRATORS = "/certauth/admin";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.~+/=-]{1,8192}");

    private final WebService service;
    private final Delegation delegation;
    private final int httpsPort;
    private final int adminPort;

    /**
     * Creates the login of one listener.
     *
     * @param delegation the credentials of this proxy for lookup handlers
     * @param httpsPort the port that users are redirected to
     * @param adminPort the port that administrators are redirected to
     */
    public CertificateLogin(WebService service, Delegation delegation, int httpsPort, int adminPort) {
        this.service = service;
        this.delegation = delegation;
        this.httpsPort = httpsPort;
        this.adminPort = adminPort;
    }

    /** One request to this listener and its response. */
    private final class Login {
        private final LocalResponse response;
        private final HostHeader host;
        private final RequestRecord record;
        private final boolean administrator;

        Login(LocalResponse response, HostHeader host, RequestRecord record, boolean administrator) {
            this.response = response;
            this.host = host;
            this.record = record;
            this.administrator = administrator;
        }

        void refuse(ErrorPage page, String why) {
            ended(page.status(), why);
            response.page(page, Map.of());
        }

        private void ended(int status, @Nullable String why) {
            record.why(why);
            record.status(status);
            record.ended("done");
        }

        /** Redirects the client. {@code token}: the auth token for the cookie; null for a client without a login. */
        void redirect(@Nullable String token) {
            ended(LocalResponse.FOUND, null);
            String target =
                    "https://" + host.withPort(administrator ? adminPort : httpsPort, 443) + "/?ignoreLoginURL=1";
            String cookie = administrator ? CookieText.ADMIN_TOKEN : CookieText.USER_TOKEN;
            response.redirect(
                    target,
                    token == null ? Map.of() : Map.of("Set-Cookie", cookie + "=" + token + ";Path=/;Secure;HttpOnly"));
        }

        void resolved(ClientAuth asked, RouteResult result) {
            if (result instanceof RouteResult.Found found
                    && found.grant() != null
                    && TOKEN.matcher(found.grant().token()).matches()) {
                redirect(found.grant().token());
            } else if (!(result instanceof RouteResult.Refused refused)) {
                refuse(ErrorPage.INTERNAL_ERROR, "no usable lookup response for the certificate");
            } else if (asked.required()) {
                refuse(ErrorPage.FORBIDDEN, refused.reason());
            } else {
                redirect(null);
            }
        }
    }

    /** Responds to a request. */
    void handle(
            RequestHead head,
            NormalPath path,
            HostHeader host,
            ClientStream client,
            ClientContext context,
            RequestRecord record) {
        boolean administrator = path.text().equals(ADMINISTRATORS);
        Login login =
                new Login(new LocalResponse(client, head, host, service.responseRules()), host, record, administrator);
        ClientAuth asked = context.identity().auth();
        String subject = context.identity().subject();
        boolean page = administrator || path.text().equals(USERS);
        if (!page || !head.method().equals(RequestMethod.GET) || !asked.requested()) {
            login.refuse(ErrorPage.FORBIDDEN, "the listener only serves logins by certificate");
        } else if (subject != null) {
            lookUp(subject, login, host, context);
        } else if (asked.required()) {
            login.refuse(ErrorPage.CERTIFICATE_NEEDED, "no certificate");
        } else {
            login.redirect(null);
        }
    }

    private void lookUp(String subject, Login login, HostHeader host, ClientContext context) {
        Optional<UserName> name = UserName.of(subject);
        if (name.isEmpty()) {
            login.refuse(ErrorPage.FORBIDDEN, "the subject of the certificate is too long or has control characters");
            return;
        }
        login.record.user(name.get());
        RouteRequest request = RouteRequest.ofCertificate(
                name.get(),
                context.peer(),
                host.text(),
                login.administrator ? Audience.ADMINISTRATORS : Audience.USERS,
                delegation);
        EventLoops.tell(
                service.loop(),
                service.routes().resolve(request),
                result -> login.resolved(context.identity().auth(), result));
    }
}
