/**
 * What a resource refers to, found and checked: Secrets and endpoints come in, what the pods are to run goes out, or why it cannot.
 * Imports nothing of ours but {@code crds}.
 */
package io.zimbraproxy.operator.resolve;
