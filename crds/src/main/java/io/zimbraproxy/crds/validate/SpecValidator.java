package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.List;

/** All rules for a specification, one call for each section. */
public final class SpecValidator {
    private SpecValidator() {}

    /** Returns all problems, first those of single values; empty if the specification is valid. */
    public static List<Problem> validate(ZimbraProxySpec spec) {
        Problems problems = new Problems();
        Constraints.check(problems, spec);
        ListenerRules.check(problems, spec);
        TlsRules.check(problems, spec);
        DomainRules.check(problems, spec);
        ClientCertificateRules.check(problems, spec);
        LookupRules.check(problems, spec);
        SaslRules.check(problems, spec);
        CacheRules.check(problems.at("routeCache"), spec.routeCache());
        ThrottleRules.check(problems.at("throttle"), spec.throttle());
        UpstreamRules.check(problems, spec);
        HttpRules.check(problems, spec);
        HeaderRules.check(problems, spec);
        DeploymentRules.check(problems.at("deployment"), spec.deployment());
        return problems.found();
    }
}
