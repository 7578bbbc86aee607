package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** OfflineIMAP. It verifies certificates on TLS ports, but never after STARTTLS. */
final class OfflineImap implements MailReader {
    /**
     * Error after a time-out. After STARTTLS, its library sometimes waits for the socket although the reply is already in the TLS
     * buffer. This happens with any server.
     */
    private static final String MISSED_REPLY = "Failed to start TLS connection: command: CAPABILITY";

    private static final int ATTEMPTS = 5;

    @Override
    public Program.Result run(AccountSettings access, Path folder) throws Exception {
        MailEndpoint.Security security = access.endpoint().security();
        Path config = Files.writeString(folder.resolve("offlineimaprc"), """
                [general]
                accounts = account
                socktimeout = 5
                metadata = %s
                ui = quiet

                [Account account]
                localrepository = local
                remoterepository = remote

                [Repository local]
                type = Maildir
                localfolders = %s

                [Repository remote]
                type = IMAP
                readonly = True
                remotehost = %s
                remoteport = %d
                remoteuser = %s
                remotepassfile = %s
                auth_mechanisms = %s
                starttls = %s
                ssl = %s
                sslcacertfile = %s
                """.formatted(
                        folder.resolve("metadata"),
                        MailReader.mail(folder),
                        access.host(),
                        access.port(),
                        access.user(),
                        Files.writeString(folder.resolve("password"), access.password()),
                        access.mechanism(),
                        security == MailEndpoint.Security.UPGRADE,
                        security == MailEndpoint.Security.TLS,
                        access.authority()));
        List<String> command =
                List.of(Program.require("offlineimap", "offlineimap3").toString(), "-o", "-c", config.toString());
        Program.Result result = Program.run(folder, command);
        for (int i = 1; i < ATTEMPTS && result.output().contains(MISSED_REPLY); i++) {
            result = Program.run(folder, command);
        }
        return result;
    }

    @Override
    public List<String> messages(Path folder) throws IOException {
        return MailReader.copiedWithUnixLineEnds(folder);
    }
}
