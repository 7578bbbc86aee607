/**
 * Test cluster for the packaged operator: a mock API server with server-side apply and access control, simulated pods, and the operator
 * as a separate process. Depends on the operator's model and status, never on its reconciler.
 */
package io.zimbraproxy.operator.api;
