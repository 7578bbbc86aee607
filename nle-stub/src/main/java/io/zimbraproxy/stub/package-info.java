package io.zimbraproxy.stub;
