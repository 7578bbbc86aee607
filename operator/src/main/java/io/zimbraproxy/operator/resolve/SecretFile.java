package io.zimbraproxy.operator.resolve;

/** File names of Secret values in the pods. All files are in one folder, for example {@code mail-tls_tls.crt}. */
public final class SecretFile {
    private SecretFile() {}

    /** Returns the file name of a value. Names of Secrets cannot contain an underscore, so file names are unambiguous. */
    public static String name(String secret, String key) {
        return secret + '_' + key;
    }

    /** Returns the name of the Secret that a file belongs to. */
    public static String secretOf(String file) {
        return file.substring(0, file.indexOf('_'));
    }
}
