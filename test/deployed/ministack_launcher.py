"""Starts MiniStack with the gaps closed that the deployed tests would otherwise fall into.

Each patch restores one behavior of AWS and says which. They hook private functions of the one version pinned in
requirements.txt; `replace` refuses to start where that version no longer has what a patch builds on.
docs/deployed-proof.md lists what is left open.
"""

import contextvars
import hashlib
import json
import os
import signal
import sys
import threading
import time
from email.utils import parseaddr

from ministack import app
from ministack.core import iam_evaluator, lambda_runtime
from ministack.core.arn import parse_arn
from ministack.core.iam_actions import extract_iam_action
from ministack.core.responses import get_account_id, get_region
from ministack.services import eventbridge, lambda_svc, ses_v2, sqs, stepfunctions
from ministack.services.cloudformation import provisioners


def replace(module, name):
    """Decorator: `wrapper(original, *args)` takes the place of `module.name`."""
    original = getattr(module, name)

    def decorate(wrapper):
        def replaced(*args, **kwargs):
            return wrapper(original, *args, **kwargs)

        setattr(module, name, replaced)
        return wrapper

    return decorate


# --- Lambda: a failed Node.js function reports the error's own name -------------------------------------------------
# AWS answers with {errorType: error.name, errorMessage, trace}, and Step Functions matches Catch by that name.
# https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html

THROWN = 'status: "error", error: String(err.message || err), trace: err.stack || ""'
assert lambda_runtime._NODEJS_WORKER_SCRIPT.count(THROWN) == 1, "MiniStack's Node.js worker has changed"
lambda_runtime._NODEJS_WORKER_SCRIPT = lambda_runtime._NODEJS_WORKER_SCRIPT.replace(
    THROWN, THROWN + ', errorType: String((err && err.name) || "Error")'
)
last_failure = contextvars.ContextVar("last_failure", default=None)


@replace(lambda_runtime.Worker, "invoke")
def remember_failure(invoke, *args, **kwargs):
    answer = invoke(*args, **kwargs)
    last_failure.set(answer if answer.get("errorType") else None)
    return answer


@replace(lambda_svc, "_execute_function_warm")
def report_error_name(execute, *args):
    last_failure.set(None)
    result = execute(*args)
    failure = last_failure.get()
    if result.get("error") and failure:
        result["body"] = {
            "errorType": failure["errorType"],
            "errorMessage": failure["error"],
            "trace": failure["trace"].split("\n"),
        }
    return result


# --- SES: SendEmail is allowed or denied by identity, configuration set and From address ----------------------------
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html


@replace(app, "_enforce_ses_v2")
def authorize_mail(enforce, method, path, headers, body, query, request_id):
    if extract_iam_action("ses", method, path, headers, body, query) != "ses:SendEmail":
        return enforce(method, path, headers, body, query, request_id)
    request, region = json.loads(body), app.extract_region(headers, query)
    name, sender = parseaddr(request.get("FromEmailAddress", ""))
    identity = sender if sender in ses_v2._identities else sender.rpartition("@")[2]
    resources = [f"identity/{identity}"]
    if request.get("ConfigurationSetName"):
        resources.append(f"configuration-set/{request['ConfigurationSetName']}")
    for resource in resources:
        denied = iam_evaluator.enforce(
            app.extract_access_key_id(headers, query),
            "ses:SendEmail",
            "sesv2",
            region,
            resource_arn=f"arn:aws:ses:{region}:{get_account_id()}:{resource}",
            service_context={"ses:FromAddress": sender, "ses:FromDisplayName": name, "ses:ApiVersion": "2"},
        )
        if isinstance(denied, iam_evaluator.AuthError):
            return enforce(method, path, headers, body, query, request_id)
        if denied:
            message = f"User: {denied.principal_arn} is not authorized to perform: ses:SendEmail on resource: {resource}"
            error = {"Content-Type": "application/json", "x-amzn-errortype": "AccessDeniedException"}
            return 403, error, json.dumps({"message": message}).encode()
    return None


# --- SES: what was accepted can be read whole, with headers and tags ------------------------------------------------
# Not AWS: stands for the receiver's mailbox. One JSON line per accepted SendEmail goes to the file OUTBOX.


@replace(ses_v2, "handle_request")
async def keep_accepted_mail(handle, method, path, headers, body, query):
    answer = await handle(method, path, headers, body, query)
    if method == "POST" and path.rstrip("/").endswith("/outbound-emails") and answer[0] == 200:
        with open(os.environ["OUTBOX"], "a", encoding="utf-8") as outbox:
            outbox.write(json.dumps(json.loads(body)) + "\n")
    return answer


# --- Step Functions: a task is done with the rights of the state machine's role -------------------------------------
# https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html

current_execution = contextvars.ContextVar("current_execution")


@replace(stepfunctions, "_execute_task")
def remember_execution(execute, state, task_input, execution, context):
    current_execution.set(execution)
    return execute(state, task_input, execution, context)


@replace(stepfunctions, "_invoke_resource")
def check_machine_role(invoke, resource, arguments):
    if resource.endswith(":::lambda:invoke"):
        require("lambda:InvokeFunction", arguments["FunctionName"], "Lambda.AWSLambdaException")
    elif resource.endswith(":::sqs:sendMessage"):
        account, queue = arguments["QueueUrl"].rstrip("/").split("/")[-2:]
        require("sqs:SendMessage", f"arn:aws:sqs:{get_region()}:{account}:{queue}", "SQS.AmazonSQSException")
    else:
        raise stepfunctions._ExecutionError("States.Runtime", f"the launcher checks no rights for {resource}")
    return invoke(resource, arguments)


def require(action, resource, error):
    machine = stepfunctions._state_machines[current_execution.get()["stateMachineArn"]]
    role, account = machine["roleArn"].rsplit("/", 1)[-1], get_account_id()
    principal = f"arn:aws:sts::{account}:assumed-role/{role}/states"
    request = iam_evaluator.EvalContext(
        principal_arn=principal,
        principal_type="AssumedRole",
        principal_account=account,
        action=action,
        resource_arn=resource,
        region=get_region(),
        secure_transport=True,
    )
    if iam_evaluator.evaluate(request, iam_evaluator._gather_role_policies(role, account)).decision != "Allow":
        cause = f"User: {principal} is not authorized to perform: {action} on resource: {resource}"
        raise stepfunctions._ExecutionError(error, cause)


# --- EventBridge: a queue's policy decides on deliveries; a refused one goes to the target's dead-letter queue ------
# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html

current_target = contextvars.ContextVar("current_target")


@replace(eventbridge, "_invoke_target")
def remember_target(invoke, target, event, rule, view=None):
    current_target.set((target, rule))
    return invoke(target, event, rule, view)


@replace(eventbridge, "_dispatch_to_sqs")
def deliver_as_allowed(dispatch, queue, payload, parameters=None):
    target, rule = current_target.get()
    dead_letters = target.get("DeadLetterConfig", {}).get("Arn")
    for arn in [str(queue), dead_letters]:
        if arn and sqs.queue_policy_allows(arn, "events.amazonaws.com", rule["Arn"], get_account_id()):
            return dispatch(parse_arn(arn), payload, parameters)
    return None


# --- CloudFormation: an alarm may be on a formula of metrics --------------------------------------------------------
# MiniStack refuses the whole stack for it; here the alarm is stored and never rings, as without its metrics it cannot.


@replace(provisioners, "_cw_metric_alarm_record")
def store_alarm_on_formula(record, name, properties):
    formula = properties.get("Metrics")
    if not formula:
        return record(name, properties)
    stand_in = {**properties, "Metrics": None, "MetricName": "Formula", "Namespace": "Herald/Formula"}
    return {**record(name, stand_in), "Metrics": formula}


# --- CloudFormation: an SES identity has the DNS records that prove its domain --------------------------------------
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-emailidentity.html


def with_dkim_records(create):
    def created(logical_id, properties, stack):
        domain, attributes = create(logical_id, properties, stack)
        for number in (1, 2, 3):
            token = hashlib.sha256(f"{domain} {number}".encode()).hexdigest()[:32]
            attributes[f"DkimDNSTokenName{number}"] = f"{token}._domainkey.{domain}"
            attributes[f"DkimDNSTokenValue{number}"] = f"{token}.dkim.amazonses.com"
        return domain, attributes

    return created


email_identity = provisioners._RESOURCE_HANDLERS["AWS::SES::EmailIdentity"]
email_identity["create"] = with_dkim_records(email_identity["create"])


# --- Being a good guest ---------------------------------------------------------------------------------------------


@replace(app, "_port_is_bindable")
def stay_off_other_ports(_probe, _host, _port):
    """MiniStack also serves on 443 where it can; a test must not."""
    return False


def end_with_parent():
    """Ends with the process that started this one, however that ends: its end of our standard input closes."""
    sys.stdin.buffer.read()
    os.killpg(0, signal.SIGTERM)
    time.sleep(3)
    os.killpg(0, signal.SIGKILL)


os.setpgrp()
threading.Thread(target=end_with_parent, daemon=True).start()
app.main()
