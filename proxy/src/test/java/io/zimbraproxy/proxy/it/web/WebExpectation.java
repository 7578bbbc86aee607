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

/** Expected result of a request of a case. */
sealed interface WebExpectation {
    /**
     * The mailbox server gets exactly this request.
     *
     * @param optional fields that the request may have in addition
     */
    record Forwarded(ParsedRequest request, Set<String> optional) implements WebExpectation {
        /** Returns the normalized text of a request without the optional fields. */
        String normalized(ParsedRequest seen) {
            List<String> kept = seen.fields().stream()
                    .filter(field -> !optional.contains(field.toLowerCase(Locale.ROOT)))
                    .toList();
            return seen.withFields(kept).normalized();
        }
    }

    /**
     * The client gets a page of the proxy, and the connection ends.
     *
     * @param midway the mailbox server may get a part of the request
     */
    record Refused(Set<Integer> statuses, boolean midway) implements WebExpectation {}

    /** The client ends its side before its request is complete. */
    record Abandoned() implements WebExpectation {}

    Pattern STATUS = Pattern.compile("[0-9]{3}");

    /** Returns the expected results of a case, in the order of its requests. */
    static List<WebExpectation> of(WebCase webCase, WebCorpusSite site) throws IOException {
        List<WebExpectation> all = new ArrayList<>();
        for (int i = 0; i < webCase.steps().size(); i++) {
            WebCase.Step step = webCase.steps().get(i);
            if (step.kind().equals("forwarded") && step.text().equals("as sent")) {
                for (ParsedRequest request : ParsedRequest.all(webCase.bytes(">"))) {
                    all.add(forwarded(request, Set.of(), site));
                }
            } else if (step.kind().equals("forwarded")) {
                all.add(forwarded(webCase.steps().subList(i + 1, webCase.steps().size()), site));
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

    /** Reads the lines up to the next line of another kind. */
    private static Forwarded forwarded(List<WebCase.Step> steps, WebCorpusSite site) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Set<String> optional = steps.stream()
                .takeWhile(WebExpectation::isOfMessage)
                .filter(step -> step.kind().equals("<?"))
                .map(step -> site.filled(step.text()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        steps.stream()
                .takeWhile(WebExpectation::isOfMessage)
                .filter(step -> !step.kind().equals("<?"))
                .map(step -> new WebCase.Step(step.kind(), site.filled(step.text())))
                .forEach(step -> bytes.writeBytes(step.bytes()));
        return forwarded(ParsedRequest.all(bytes.toByteArray()).get(0), optional, site);
    }

    private static boolean isOfMessage(WebCase.Step step) {
        return step.kind().startsWith("<");
    }

    /** Adds the fields that the proxy sets, unless the case lists them. */
    private static Forwarded forwarded(ParsedRequest request, Set<String> optional, WebCorpusSite site) {
        Map<String, String> set = Map.of(
                "x-forwarded-for",
                "127.0.0.1",
                "x-forwarded-proto",
                "http",
                "x-forwarded-host",
                request.value("host"),
                "x-forwarded-port",
                site.filled("{port}"));
        List<String> fields = new ArrayList<>(request.fields());
        set.forEach((name, value) -> {
            if (!request.has(name) && optional.stream().noneMatch(field -> field.startsWith(name + ":"))) {
                fields.add(name + ": " + value);
            }
        });
        return new Forwarded(request.withFields(fields), optional);
    }
}
