package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.List;

/** Rules about what clients are told. */
final class DialogueRules {
    private DialogueRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        capabilities(spec.at("imap"), wanted.imap().capabilities(), "[!-~]{1,64}");
        capabilities(spec.at("pop3"), wanted.pop3().capabilities(), "[!-~]{1,64}( [!-~]{1,64}){0,8}");
        String url = wanted.http().errorHandlerUrl();
        if (url != null && !url.isEmpty() && !url.matches("https?://[!-~]+")) {
            spec.at("http").at("errorHandlerUrl").add("is not an http or https URL", url, "give the address of a page");
        }
        NameRules.headers(spec.at("http").at("responseHeaders"), wanted.http().responseHeaders());
    }

    private static void capabilities(Problems at, List<String> capabilities, String form) {
        for (int i = 0; i < capabilities.size(); i++) {
            if (!capabilities.get(i).matches(form)) {
                at.at("capabilities", i)
                        .add("is not a capability", capabilities.get(i), "use printable US-ASCII, one each");
            }
        }
    }
}
