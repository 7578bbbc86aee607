/**
 * Generators of input for the fuzz tests, which are in the packages of the code that they test ({@code *FuzzTest}). Input
 * follows the grammar, is a recorded text with faults, or is noise. It arrives in random segments.
 */
package io.zimbraproxy.proxy.fuzz;
