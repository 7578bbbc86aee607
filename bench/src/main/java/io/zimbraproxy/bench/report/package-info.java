/**
 * Reports of the results: tables for people, JSON for programs, a chart for documents, and the goals.
 *
 * <p>In: samples of the scenarios. Out: text and files.
 */
@NullMarked
package io.zimbraproxy.bench.report;

import org.jspecify.annotations.NullMarked;
