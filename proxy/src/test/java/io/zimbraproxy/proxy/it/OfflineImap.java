package io.zimbraproxy.proxy.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** OfflineIMAP. It verifies certificates on TLS ports, but never behind STARTTLS, whatever it is given. */
final class OfflineImap implements MailReader {
    @Override
    public Program.Result run(MailAccess access, Path folder) throws Exception {
        Door.Security security = access.door().security();
        Path config = Files.writeString(folder.resolve("offlineimaprc"), """
                [general]
                accounts = account
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
                        security == Door.Security.UPGRADE,
                        security == Door.Security.TLS,
                        access.authority()));
        return Program.run(
                folder,
                List.of(Program.require("offlineimap", "offlineimap3").toString(), "-o", "-c", config.toString()));
    }

    @Override
    public List<String> messages(Path folder) throws IOException {
        return MailReader.copiedWithUnixLineEnds(folder);
    }
}
