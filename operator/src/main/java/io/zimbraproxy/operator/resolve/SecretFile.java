package io.zimbraproxy.operator.resolve;

/** One value of a Secret as the pods find it: a file in one folder for all, {@code mail-tls_tls.crt}. */
public final class SecretFile {
    private SecretFile() {}

    /** The name of a Secret has no underscore, so that nothing is taken for something else. */
    public static String name(String secret, String key) {
        return secret + '_' + key;
    }

    /** The Secret that a file belongs to. */
    public static String secretOf(String file) {
        return file.substring(0, file.indexOf('_'));
    }
}
