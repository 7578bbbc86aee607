package io.zimbraproxy.proxy.tls;

import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;

/** Engines that look at server names: the platform's resume a session under another name unless somebody matches names. */
final class ContextByName extends DelegatingSslContext {
    ContextByName(SslContext context) {
        super(context);
    }

    @Override
    protected void initEngine(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setSNIMatchers(List.of(new AnyName()));
        engine.setSSLParameters(parameters);
    }

    private static final class AnyName extends SNIMatcher {
        AnyName() {
            super(StandardConstants.SNI_HOST_NAME);
        }

        @Override
        public boolean matches(SNIServerName name) {
            return true;
        }
    }
}
