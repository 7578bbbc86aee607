/**
 * From a Zimbra site to a manifest of this proxy: the command {@code import}.
 *
 * <p>In: what {@code migrate.read} has understood of the site. Out: a specification with a comment for what was taken over and why,
 * remarks on what was not, and secrets; {@code migrate.write} makes files of them. One class for each section of the model. Imports
 * the model and its rules, nothing else of the proxy.
 */
package io.zimbraproxy.proxy.migrate;
