package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * curl, which fetches messages by their numbers. It uses SASL wherever that is announced (a way around it came with 8.2, for
 * IMAP only).
 */
final class Curl implements MailReader {
    private final int messages;

    Curl(int messages) {
        this.messages = messages;
    }

    @Override
    public Program.Result run(AccountSettings access, Path folder) throws Exception {
        MailEndpoint door = access.door();
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
        if (door.security() == MailEndpoint.Security.UPGRADE) {
            command.add("--ssl-reqd");
        }
        command.add(door.listener() + "://" + inUrl(access.host()) + ":" + access.port()
                + (door.speaksImap() ? "/INBOX;MAILINDEX=" : "/") + "[1-" + messages + "]");
        return Program.run(folder, command);
    }

    private static String inUrl(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    @Override
    public List<String> messages(Path folder) throws IOException {
        return MailReader.copied(folder);
    }
}
