package io.zimbraproxy.stub.cli;

import io.zimbraproxy.stub.ZimbraStub;
import io.zimbraproxy.stub.config.Account;
import java.io.PrintWriter;
import java.util.Map;

/** The list of ports and accounts that {@code serve} prints at start. */
final class PortTable {

    private PortTable() {}

    static void print(ZimbraStub stub, PrintWriter out) {
        for (Map.Entry<String, Integer> port : stub.ports().entrySet()) {
            out.printf("%-18s %s:%d%n", port.getKey(), stub.config().host(), port.getValue());
        }
        for (Account account : stub.config().accounts()) {
            out.printf("%-28s on %-12s id %s%n", account.name(), account.mailbox(), account.zimbraId());
        }
        out.printf(
                "ready; faults and journal: curl http://%s:%d/%n", stub.config().host(), stub.adminPort());
    }
}
