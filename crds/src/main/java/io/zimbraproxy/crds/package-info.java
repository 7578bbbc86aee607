/**
 * The {@code ZimbraProxy} resource: what users write, what the operator reports. {@code spec} is the wishes, {@code status} the
 * outcome, {@code read} turns bytes into a resource, {@code validate} says what is wrong with one. Neither Quarkus nor Vert.x
 * may be imported anywhere below.
 */
package io.zimbraproxy.crds;
