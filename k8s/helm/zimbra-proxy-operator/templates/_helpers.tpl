{{/* Object names are fixed, because documentation, alerts and policies of users refer to them. */}}
{{- define "zpo.selector" -}}
app.kubernetes.io/name: zimbra-proxy-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "zpo.labels" -}}
{{ include "zpo.selector" . }}
app.kubernetes.io/part-of: zimbra-proxy
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Full name of an image: (dict "root" . "image" .Values.image) */}}
{{- define "zpo.image" -}}
{{- with .root.Values.image.registry }}{{ . }}/{{ end -}}
{{ .image.repository }}:{{ .image.tag | default .root.Chart.AppVersion }}
{{- end }}
