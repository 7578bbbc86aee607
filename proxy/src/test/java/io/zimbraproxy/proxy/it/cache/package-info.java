/**
 * Tests of the route cache with memcached, Redis and local memory: keys, sharing, purging, and faults of cache servers.
 */
package io.zimbraproxy.proxy.it.cache;
