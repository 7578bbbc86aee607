package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.List;

/** All rules about a specification; a table of contents. */
public final class SpecValidator {
    private SpecValidator() {}

    /** Everything that is wrong, in the order of the specification; empty when it is valid. */
    public static List<Problem> validate(ZimbraProxySpec spec) {
        Problems problems = new Problems();
        HostRules.hostName(problems.at("hostname"), spec.hostname(), false);
        ListenerRules.check(problems, spec);
        TlsRules.check(problems, spec);
        DomainRules.check(problems, spec);
        LookupRules.check(problems, spec);
        CacheRules.check(problems.at("routeCache"), spec.routeCache());
        ThrottleRules.check(problems.at("throttle"), spec.throttle());
        UpstreamRules.check(problems, spec);
        DialogueRules.check(problems, spec);
        TimeRules.check(problems, spec);
        LimitRules.check(problems.at("limits"), spec.limits());
        DeploymentRules.check(problems.at("deployment"), spec.deployment());
        return problems.found();
    }
}
