package io.zimbraproxy.proxy.it.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What becomes of one request of a case. */
sealed interface WebExpectation {
    /**
     * The mailbox server reads exactly this.
     *
     * @param optional fields that may be there, too
     */
    record Forwarded(SeenRequest request, Set<String> optional) implements WebExpectation {
        /** How the proxy's request is like this one; what may be there is left out of it. */
        String text(SeenRequest seen) {
            List<String> kept = seen.fields().stream()
                    .filter(field -> !optional.contains(field.toLowerCase(Locale.ROOT)))
                    .toList();
            return seen.with(kept).text();
        }
    }

    /**
     * The client gets a page of the proxy, and no more.
     *
     * @param midway the mailbox server may have got a part of it
     */
    record Refused(Set<Integer> statuses, boolean midway) implements WebExpectation {}

    /** The client has left before its request was complete. */
    record Abandoned() implements WebExpectation {}

    Pattern STATUS = Pattern.compile("[0-9]{3}");

    /** Those of a case, in the order of its requests. */
    static List<WebExpectation> of(WebCase played, WebStage stage) throws IOException {
        List<WebExpectation> all = new ArrayList<>();
        for (int i = 0; i < played.steps().size(); i++) {
            WebCase.Step step = played.steps().get(i);
            if (step.kind().equals("forwarded") && step.text().equals("as sent")) {
                for (SeenRequest request : SeenRequest.all(played.said(">"))) {
                    all.add(forwarded(request, Set.of(), stage));
                }
            } else if (step.kind().equals("forwarded")) {
                all.add(forwarded(played.steps().subList(i + 1, played.steps().size()), stage));
            } else if (step.kind().equals("refused")) {
                all.add(new Refused(statuses(step.text()), step.text().endsWith("midway")));
            } else if (step.kind().equals("abandoned")) {
                all.add(new Abandoned());
            }
        }
        return all;
    }

    private static Set<Integer> statuses(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> STATUS.matcher(word).matches())
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }

    /** By the lines up to the next one that says something else. */
    private static Forwarded forwarded(List<WebCase.Step> steps, WebStage stage) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Set<String> optional = steps.stream()
                .takeWhile(WebExpectation::isOfMessage)
                .filter(step -> step.kind().equals("<?"))
                .map(step -> stage.filled(step.text()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        steps.stream()
                .takeWhile(WebExpectation::isOfMessage)
                .filter(step -> !step.kind().equals("<?"))
                .map(step -> new WebCase.Step(step.kind(), stage.filled(step.text())))
                .forEach(step -> bytes.writeBytes(step.bytes()));
        return forwarded(SeenRequest.all(bytes.toByteArray()).get(0), optional, stage);
    }

    private static boolean isOfMessage(WebCase.Step step) {
        return step.kind().startsWith("<");
    }

    /** With the fields that the proxy sets, unless the case says something else about them. */
    private static Forwarded forwarded(SeenRequest request, Set<String> optional, WebStage stage) {
        Map<String, String> set = Map.of(
                "x-forwarded-for",
                "127.0.0.1",
                "x-forwarded-proto",
                "http",
                "x-forwarded-host",
                request.value("host"),
                "x-forwarded-port",
                stage.filled("{port}"));
        List<String> fields = new ArrayList<>(request.fields());
        set.forEach((name, value) -> {
            if (!request.has(name) && optional.stream().noneMatch(field -> field.startsWith(name + ":"))) {
                fields.add(name + ": " + value);
            }
        });
        return new Forwarded(request.with(fields), optional);
    }
}
