package io.zimbraproxy.crds.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.generator.annotation.Pattern;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormTest {
    @ParameterizedTest
    @CsvSource({
        "LABEL,imap-1,imap.1",
        "SUBDOMAIN,mail.example.com-tls,a..b",
        "SUBDOMAIN,a,../a",
        "SECRET_KEY,tls.crt,../tls.crt",
        "SECRET_KEY,_a,a/b",
        "HOST,mail.example.com,mail.example.com.",
        "HOST,a-b,-a",
        "VIRTUAL_HOST,*.example.com,*example.com",
        "VIRTUAL_HOST,mail.example.com,mail.*.com",
        "HOST_OR_ADDRESS,2001:db8::1,[2001:db8::1]",
        "ADDRESS,192.0.2.1,localhost",
        "NETWORK,10.0.0.0/8,10.0.0.0/8/8",
        "HOST_PORT,[::1]:11211,::1:11211x",
        "HANDLER,http://[2001:db8::1]:7072,https://a:1?b",
        "HANDLER,https://a:7072,https://a:7072/",
        "REDIS,rediss://cache.internal:6379/2,redis://user@cache",
        "PATH,/service/extension/nginx-lookup,/a?b",
        "PATH,/,/a b",
        "COOKIE_PATH,/zimbra,/zimbra;Secure",
        "COOKIE_DOMAIN,.example.com,..example.com",
        "COOKIE_DOMAIN,mail.example.com,mail.example.com;Secure",
        "PAGE,https://example.com/a?b=c,//example.com",
        "LINE,Login rejected,Zurückgewiesen",
        "HEADER_VALUE,max-age=31536000; preload,a\u0000b",
        "IMAP_CAPABILITY,RIGHTS=ektx,AUTH PLAIN",
        "IMAP_CAPABILITY,LITERAL+,A*",
        "POP3_CAPABILITY,EXPIRE 31 USER,EXPIRE  31",
        "CIPHER,TLS_AES_128_GCM_SHA256,HIGH:!aNULL",
        "TLS_GROUP,X25519MLKEM768,P-256:P-384",
        "TLS_GROUP,brainpoolP256r1_tls13,-P-256",
        "IMAGE,registry.example.com:5000/a/b@sha256:0f,-a"
    })
    void matchesValidTextsOnly(Form form, String good, String bad) {
        assertThat(form.matches(good)).as(good).isTrue();
        assertThat(form.matches(bad)).as(bad).isFalse();
    }

    /** No text can inject a line into a protocol. */
    @ParameterizedTest
    @EnumSource
    void refusesLineFeedsAtTheEnd(Form form) {
        for (String text : List.of("a", "/a", "a:1", "http://a:1", "redis://a", "TLS_A", "1.2.3.4")) {
            for (String end : List.of("\n", "\r", "\r\n", "\u0000", "\u2028", "\nb")) {
                assertThat(form.matches(text + end)).as(form + " " + text).isFalse();
            }
        }
    }

    @Test
    void everyPatternHasAProblemText() {
        List<String> patterns = new ArrayList<>();
        collect(ZimbraProxySpec.class, patterns);

        assertThat(patterns).hasSizeGreaterThan(15).allMatch(pattern -> Form.of(pattern)
                .isPresent());
    }

    private static void collect(Class<?> section, List<String> patterns) {
        for (RecordComponent component : section.getRecordComponents()) {
            pattern(component.getAccessor().getAnnotation(Pattern.class), patterns);
            parts(component.getAnnotatedType()).forEach(part -> {
                pattern(part.getAnnotation(Pattern.class), patterns);
                if (part.getType() instanceof Class<?> type && type.isRecord()) {
                    collect(type, patterns);
                }
            });
        }
    }

    private static Stream<AnnotatedType> parts(AnnotatedType type) {
        return type instanceof AnnotatedParameterizedType generic
                ? Stream.of(generic.getAnnotatedActualTypeArguments())
                : Stream.of(type);
    }

    private static void pattern(Pattern pattern, List<String> patterns) {
        if (pattern != null) {
            patterns.add(pattern.value());
        }
    }
}
