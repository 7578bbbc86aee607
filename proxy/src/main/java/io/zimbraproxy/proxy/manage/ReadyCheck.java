package io.zimbraproxy.proxy.manage;

import io.zimbraproxy.proxy.lifecycle.Phase;
import io.zimbraproxy.proxy.lifecycle.ProxyRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports ready while all listeners are open and the process is not stopping. */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {
    private final ProxyRuntime runtime;

    ReadyCheck(ProxyRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("listeners")
                .status(runtime.phase() == Phase.READY)
                .withData("phase", runtime.phase().name())
                .withData("connections", runtime.connections().size())
                .build();
    }
}
