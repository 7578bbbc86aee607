/**
 * Faults that a port can show, and the registry of the active ones.
 *
 * <p>In: a target with a fault. Out: the fault to show at a stage of a session or request. Imports no other package of the stub.
 */
@NullMarked
package io.zimbraproxy.stub.fault;

import org.jspecify.annotations.NullMarked;
