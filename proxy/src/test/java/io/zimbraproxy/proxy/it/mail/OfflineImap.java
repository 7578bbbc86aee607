package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** OfflineIMAP. It verifies certificates on TLS ports, but never behind STARTTLS, whatever it is given. */
final class OfflineImap implements MailReader {
    /**
     * Behind STARTTLS its library now and then waits for the socket while the answer is in its TLS buffer already, with any
     * server.
     */
    private static final String DEAF = "Failed to start TLS connection: command: CAPABILITY";

    private static final int ATTEMPTS = 5;

    @Override
    public Program.Result run(AccountSettings access, Path folder) throws Exception {
        MailEndpoint.Security security = access.door().security();
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
        for (int i = 1; i < ATTEMPTS && result.output().contains(DEAF); i++) {
            result = Program.run(folder, command);
        }
        return result;
    }

    @Override
    public List<String> messages(Path folder) throws IOException {
        return MailReader.copiedWithUnixLineEnds(folder);
    }
}
