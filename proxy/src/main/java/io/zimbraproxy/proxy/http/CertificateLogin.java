package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.location.CookieText;
import io.zimbraproxy.proxy.http.location.NormalPath;
import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.http.message.Method;
import io.zimbraproxy.proxy.http.message.RequestHead;
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

/**
 * Logs clients in by their certificates, instead of a server (facts, section 8): a lookup handler gives a token for the
 * certificate's subject, and the client is sent to the web client or the admin console with it in a cookie.
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
     * For one listener.
     *
     * @param delegation what this proxy shows to lookup handlers
     * @param httpsPort where users are sent
     * @param adminPort where administrators are sent
     */
    public CertificateLogin(WebService service, Delegation delegation, int httpsPort, int adminPort) {
        this.service = service;
        this.delegation = delegation;
        this.httpsPort = httpsPort;
        this.adminPort = adminPort;
    }

    /** One request to this listener and its answer. */
    private final class Login {
        private final LocalResponse answer;
        private final HostHeader host;
        private final RequestRecord record;
        private final boolean administrator;

        Login(LocalResponse answer, HostHeader host, RequestRecord record, boolean administrator) {
            this.answer = answer;
            this.host = host;
            this.record = record;
            this.administrator = administrator;
        }

        void refuse(ErrorPage page, String why) {
            ended(page.status(), why);
            answer.page(page, Map.of());
        }

        private void ended(int status, String why) {
            record.why(why);
            record.status(status);
            record.ended("done");
        }

        void send(String token) {
            ended(302, null);
            String target =
                    "https://" + host.withPort(administrator ? adminPort : httpsPort, 443) + "/?ignoreLoginURL=1";
            String cookie = administrator ? CookieText.ADMIN_TOKEN : CookieText.USER_TOKEN;
            answer.redirect(
                    target,
                    token == null ? Map.of() : Map.of("Set-Cookie", cookie + "=" + token + ";Path=/;Secure;HttpOnly"));
        }

        void looked(ClientAuth asked, RouteResult result) {
            if (result instanceof RouteResult.Found found
                    && found.grant() != null
                    && TOKEN.matcher(found.grant().token()).matches()) {
                send(found.grant().token());
            } else if (!(result instanceof RouteResult.Refused refused)) {
                refuse(ErrorPage.INTERNAL_ERROR, "no usable answer for the certificate");
            } else if (asked.required()) {
                refuse(ErrorPage.FORBIDDEN, refused.reason());
            } else {
                send(null);
            }
        }
    }

    void handle(
            RequestHead head,
            NormalPath path,
            HostHeader host,
            ClientStream client,
            ClientSide side,
            RequestRecord record) {
        boolean administrator = path.text().equals(ADMINISTRATORS);
        Login login =
                new Login(new LocalResponse(client, head, host, service.answerRules()), host, record, administrator);
        ClientAuth asked = side.proof().asked();
        String subject = side.proof().subject();
        boolean page = administrator || path.text().equals(USERS);
        if (!page || !head.method().equals(Method.GET) || !asked.asks()) {
            login.refuse(ErrorPage.FORBIDDEN, "nothing but logins by certificate here");
        } else if (subject != null) {
            lookUp(subject, login, host, side);
        } else if (asked.required()) {
            login.refuse(ErrorPage.CERTIFICATE_NEEDED, "no certificate");
        } else {
            login.send(null);
        }
    }

    private void lookUp(String subject, Login login, HostHeader host, ClientSide side) {
        Optional<UserName> name = UserName.of(subject);
        if (name.isEmpty()) {
            login.refuse(ErrorPage.FORBIDDEN, "subject of the certificate too long, or with control characters");
            return;
        }
        login.record.user(name.get());
        RouteRequest question = RouteRequest.ofCertificate(
                name.get(),
                side.peer(),
                host.text(),
                login.administrator ? Audience.ADMINISTRATORS : Audience.USERS,
                delegation);
        EventLoops.tell(
                service.loop(),
                service.routes().resolve(question),
                result -> login.looked(side.proof().asked(), result));
    }
}
