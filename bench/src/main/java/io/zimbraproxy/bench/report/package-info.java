/** Tables for people, JSON for programs, a chart for documents; what was to be reached. */
package io.zimbraproxy.bench.report;
