package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** fetchmail. It uses LOGIN, or USER and PASS, because it does not support SASL PLAIN. */
final class Fetchmail implements MailReader {
    @Override
    public Program.Result run(AccountSettings access, Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("fetchmailrc"), """
                poll "%s" protocol %s port %d auth password
                  username "%s" password "%s" %s
                  keep fetchall no rewrite
                  mda "sh -c 'cat > $(mktemp -p %s)'"
                """.formatted(
                        access.host(),
                        access.endpoint().protocol(),
                        access.port(),
                        access.user(),
                        access.password().replace("\\", "\\\\"),
                        tls(access),
                        MailReader.mail(folder)));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        return Program.run(
                folder,
                List.of(
                        Program.require("fetchmail", "fetchmail").toString(),
                        "--fetchmailrc",
                        config.toString(),
                        "--idfile",
                        folder.resolve("ids").toString(),
                        "--pidfile",
                        folder.resolve("pid").toString(),
                        "--invisible",
                        "--nosyslog"));
    }

    private static String tls(AccountSettings access) {
        String verified = "sslproto \"TLS1.2+\" sslcertck sslcertfile " + access.authority();
        return switch (access.endpoint().security()) {
            case NONE -> "sslproto ''";
            case UPGRADE -> verified;
            case TLS -> "ssl " + verified;
        };
    }

    @Override
    public List<String> messages(Path folder) throws IOException {
        return MailReader.copiedWithUnixLineEnds(folder);
    }
}
