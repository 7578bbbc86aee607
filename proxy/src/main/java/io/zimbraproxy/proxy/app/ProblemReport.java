package io.zimbraproxy.proxy.app;

import io.zimbraproxy.crds.validate.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** What is wrong with a configuration, for a person at a terminal. */
record ProblemReport(Path file, List<Problem> problems) {
    void print(PrintWriter out) {
        out.println(file + ": " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
        problems.forEach(problem -> out.println("  " + problem));
        out.flush();
    }
}
