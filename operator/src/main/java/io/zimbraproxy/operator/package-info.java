package io.zimbraproxy.operator;
