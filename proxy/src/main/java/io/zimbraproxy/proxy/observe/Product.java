package io.zimbraproxy.proxy.observe;

/** Name and version of the program, as peers see them. */
public final class Product {
    public static final String NAME = "zimbra-proxy";

    public static final String VERSION = version();

    private Product() {}

    private static String version() {
        String version = Product.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
