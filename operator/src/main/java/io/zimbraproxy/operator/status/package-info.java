/**
 * What a resource tells of itself: facts come in, a status goes out, made in one place, and the events that follow from how it
 * differs from the one before. Imports {@code desired}, {@code pods} and {@code resolve}.
 */
package io.zimbraproxy.operator.status;
