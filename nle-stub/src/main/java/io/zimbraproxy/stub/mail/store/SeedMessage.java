package io.zimbraproxy.stub.mail.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A message generated from a seed, with the same bytes on every start.
 *
 * @param owner account that receives the message
 * @param number 1 for the first message of the inbox
 * @param attachment bytes of the attachment, 0 for none
 * @param seed varies the text
 */
record SeedMessage(String owner, int number, int attachment, long seed) {

    private static final Instant FIRST_DAY = Instant.parse("2026-01-05T08:00:00Z");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final List<String> WORDS = List.of(
            "meeting",
            "report",
            "invoice",
            "lunch",
            "travel",
            "budget",
            "draft",
            "minutes",
            "question",
            "reminder",
            "holiday",
            "contract",
            "garden",
            "weather",
            "library",
            "train");
    private static final int SENTENCES = 6;
    private static final int WORDS_PER_SENTENCE = 9;
    private static final String BOUNDARY = "=_stub_part";

    Instant date() {
        return FIRST_DAY.plusSeconds(3_600L * number);
    }

    /** Returns the whole message, header and body, with CRLF line ends. */
    byte[] bytes() {
        Random random = new Random(seed * 1_000_003 + number);
        String subject = word(random) + " " + word(random);
        StringBuilder text = new StringBuilder(1024)
                .append("Return-Path: <sender@example.net>\r\n")
                .append("Message-ID: <")
                .append(seed)
                .append('.')
                .append(number)
                .append("@stub.example.net>\r\n")
                .append("Date: ")
                .append(DATE.format(date()))
                .append("\r\n")
                .append("From: A Sender <sender@example.net>\r\n")
                .append("To: <")
                .append(owner)
                .append(">\r\n")
                .append("Subject: ")
                .append(number)
                .append(": ")
                .append(subject)
                .append("\r\n")
                .append("MIME-Version: 1.0\r\n");
        if (attachment == 0) {
            text.append("Content-Type: text/plain; charset=us-ascii\r\n\r\n");
            prose(text, random);
        } else {
            multipart(text, random);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void multipart(StringBuilder text, Random random) {
        byte[] content = new byte[attachment];
        random.nextBytes(content);
        text.append("Content-Type: multipart/mixed; boundary=\"")
                .append(BOUNDARY)
                .append("\"\r\n\r\n--")
                .append(BOUNDARY)
                .append("\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n");
        prose(text, random);
        text.append("--")
                .append(BOUNDARY)
                .append("\r\nContent-Type: application/octet-stream\r\n")
                .append("Content-Disposition: attachment; filename=\"data-")
                .append(number)
                .append(".bin\"\r\n")
                .append("Content-Transfer-Encoding: base64\r\n\r\n")
                .append(Base64.getMimeEncoder().encodeToString(content))
                .append("\r\n--")
                .append(BOUNDARY)
                .append("--\r\n");
    }

    private static void prose(StringBuilder text, Random random) {
        for (int sentence = 0; sentence < SENTENCES; sentence++) {
            for (int i = 0; i < WORDS_PER_SENTENCE; i++) {
                text.append(i == 0 ? "" : " ").append(word(random));
            }
            text.append(".\r\n");
        }
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
