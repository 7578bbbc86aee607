package io.zimbraproxy.crds;
