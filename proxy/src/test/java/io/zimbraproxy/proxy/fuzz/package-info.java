/**
 * Makes the inputs of the fuzz targets, which stand beside the code they try ({@code *FuzzTest}). What is generated follows
 * the grammar, is a recorded text with faults, or is noise; it comes in random segments.
 */
package io.zimbraproxy.proxy.fuzz;
