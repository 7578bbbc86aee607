/** What the stand-in needs of the cluster that it runs in: a place where certificates outlive a pod. */
package io.zimbraproxy.stub.cluster;
