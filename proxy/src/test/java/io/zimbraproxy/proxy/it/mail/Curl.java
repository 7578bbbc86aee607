package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * curl, which fetches messages by number. It uses SASL wherever the server announces it. Since version 8.2 it can use LOGIN
 * instead, but only with IMAP.
 */
final class Curl implements MailReader {
    private final int messages;

    Curl(int messages) {
        this.messages = messages;
    }

    @Override
    public Program.Result run(AccountSettings access, Path folder) throws Exception {
        MailEndpoint endpoint = access.endpoint();
        List<String> command = new ArrayList<>(List.of(
                Program.require("curl", "curl").toString(),
                "-q",
                "--silent",
                "--show-error",
                "--noproxy",
                "*",
                "--cacert",
                access.authority().toString(),
                "--user",
                access.user() + ":" + access.password(),
                "--login-options",
                "AUTH=" + access.mechanism(),
                "--sasl-ir",
                "--output",
                MailReader.mail(folder).resolve("#1").toString()));
        if (endpoint.security() == MailEndpoint.Security.UPGRADE) {
            command.add("--ssl-reqd");
        }
        command.add(endpoint.listener() + "://" + urlHost(access.host()) + ":" + access.port()
                + (endpoint.speaksImap() ? "/INBOX;MAILINDEX=" : "/") + "[1-" + messages + "]");
        return Program.run(folder, command);
    }

    private static String urlHost(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    @Override
    public List<String> messages(Path folder) throws IOException {
        return MailReader.copied(folder);
    }
}
