package io.zimbraproxy.proxy.lifecycle;

import io.zimbraproxy.crds.validate.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Prints the problems of a configuration to a terminal. */
public record ProblemReport(Path file, List<Problem> problems) {
    public void print(PrintWriter out) {
        out.println(file + ": " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
        problems.forEach(problem -> out.println("  " + problem));
        out.flush();
    }
}
