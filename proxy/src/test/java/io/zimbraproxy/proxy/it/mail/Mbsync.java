package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** mbsync, the program of isync. */
final class Mbsync implements MailReader {
    @Override
    public Program.Result run(AccountSettings access, Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("mbsyncrc"), """
                IMAPAccount account
                Host %s
                Port %d
                User %s
                PassCmd "cat %s"
                AuthMechs %s
                SSLType %s
                SystemCertificates no
                CertificateFile %s

                IMAPStore remote
                Account account

                MaildirStore local
                Path %s/
                Inbox %s/inbox

                Channel all
                Far :remote:
                Near :local:
                Sync Pull
                Create Near
                SyncState *
                """.formatted(
                        access.host(),
                        access.port(),
                        access.user(),
                        Files.writeString(folder.resolve("password"), access.password()),
                        access.mechanism(),
                        switch (access.endpoint().security()) {
                            case NONE -> "None";
                            case UPGRADE -> "STARTTLS";
                            case TLS -> "IMAPS";
                        },
                        access.authority(),
                        MailReader.mail(folder),
                        MailReader.mail(folder)));
        return Program.run(
                folder,
                List.of(
                        Program.require("mbsync", "isync libsasl2-modules").toString(),
                        "-c",
                        config.toString(),
                        "all"));
    }

    /** Removes the line that mbsync adds to identify a message. */
    @Override
    public List<String> messages(Path folder) throws IOException {
        return MailReader.copiedWithUnixLineEnds(folder).stream()
                .map(text -> text.replaceFirst("X-TUID: [^\\n]*\\n", ""))
                .toList();
    }
}
