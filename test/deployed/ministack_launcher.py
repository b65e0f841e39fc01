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
from ministack.core import iam_actions, iam_evaluator, lambda_runtime
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

        replaced.__wrapped__ = original
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
        require_invocation(arguments)
    elif resource.endswith(":::sqs:sendMessage"):
        account, queue = arguments["QueueUrl"].rstrip("/").split("/")[-2:]
        require("sqs:SendMessage", f"arn:aws:sqs:{get_region()}:{account}:{queue}", "SQS.AmazonSQSException")
    else:
        raise stepfunctions._ExecutionError("States.Runtime", f"the launcher checks no rights for {resource}")
    return invoke(resource, arguments)


def require_invocation(arguments):
    require("lambda:InvokeFunction", arguments["FunctionName"], "Lambda.AWSLambdaException")


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


# --- Step Functions: a task that waits for its token fails where its call fails, and its time is scaled as waits are ---
# https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token


class CallFailed(Exception):
    """A failed call on its way past the handler that would swallow it."""


is_handing_over_token = contextvars.ContextVar("is_handing_over_token", default=False)


@replace(stepfunctions, "_call_lambda")
def tell_of_failed_call(call, function, event):
    try:
        return call(function, event)
    except stepfunctions._ExecutionError as error:
        if is_handing_over_token.get():
            raise CallFailed from error
        raise


@replace(stepfunctions, "_invoke_with_callback")
def wait_for_token(wait, resource, arguments, token, state):
    require_invocation(arguments)
    is_handing_over_token.set(True)
    try:
        limit = state["TimeoutSeconds"] * stepfunctions._SFN_WAIT_SCALE
        return wait(resource, arguments, token, {**state, "TimeoutSeconds": limit})
    except CallFailed as failed:
        stepfunctions._task_tokens.pop(token, None)
        raise failed.__cause__
    finally:
        is_handing_over_token.set(False)


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


# --- EventBridge: a Lambda's policy decides on calls of it; what it fails on is tried again, then kept as it came -----
# https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html


@replace(eventbridge, "_dispatch_to_lambda")
def call_as_allowed(_dispatch, arn, payload):
    target, rule = current_target.get()
    function, configuration, _ = lambda_svc._get_func_record_for_ref(arn)
    request = iam_evaluator.EvalContext(
        principal_arn="*",
        principal_type="Service",
        principal_account="",
        action="lambda:InvokeFunction",
        resource_arn=arn,
        region=get_region(),
        service_context={"aws:sourcearn": rule["Arn"], "aws:sourceaccount": get_account_id()},
    )
    policy = function["policy"]
    if iam_evaluator.evaluate_resource_policy(policy, request, service="events.amazonaws.com").decision == "Allow":
        lambda_svc.invoke_async_with_retry(
            lambda_svc._execution_record_for_config(function, configuration), json.loads(payload)
        )
    elif target.get("DeadLetterConfig"):
        dead_letters = target["DeadLetterConfig"]["Arn"]
        if sqs.queue_policy_allows(dead_letters, "events.amazonaws.com", rule["Arn"], get_account_id()):
            eventbridge._dispatch_to_sqs.__wrapped__(parse_arn(dead_letters), payload)


@replace(lambda_svc, "_route_async_failure")
def keep_as_it_came(_route, queue, _function, event, _result):
    """As a dead-letter queue of a function does; an on-failure destination, which Herald has none of, gets more."""
    eventbridge._dispatch_to_sqs.__wrapped__(parse_arn(queue), json.dumps(event))


# --- SQS: who may send one message may send a batch -----------------------------------------------------------------
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html


@replace(iam_actions, "extract_iam_action")
def name_batch_as_single(extract, *args):
    action = extract(*args)
    return "sqs:SendMessage" if action == "sqs:SendMessageBatch" else action


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


# --- CloudFormation: a Lambda has a dead-letter queue ---------------------------------------------------------------
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html


def with_dead_letters(create):
    def created(logical_id, properties, stack):
        name, attributes = create(logical_id, properties, stack)
        lambda_svc._functions[name]["config"]["DeadLetterConfig"] = properties.get("DeadLetterConfig", {})
        return name, attributes

    return created


function = provisioners._RESOURCE_HANDLERS["AWS::Lambda::Function"]
function["create"] = with_dead_letters(function["create"])


# --- CloudFormation: a reference to a secret is its ARN -------------------------------------------------------------
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html


def referred_to_by_arn(create):
    def created(logical_id, properties, stack):
        _, attributes = create(logical_id, properties, stack)
        return attributes["Arn"], attributes

    return created


secret = provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]
secret["create"] = referred_to_by_arn(secret["create"])


# --- CloudFormation: what text messages and push notifications leave by ---------------------------------------------
# MiniStack knows neither service. The stack's resources get the names that CloudFormation gives; what is sent by them
# goes to an endpoint of the tests' own, see phone-outbox.ts.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SMSVOICE.html


def names_only(name_of):
    def created(logical_id, properties, stack):
        name = name_of(logical_id, properties)
        arn = f"arn:aws:sms-voice:{get_region()}:{get_account_id()}:{name}"
        return name, {"Arn": arn, "ProtectConfigurationId": name}

    return {"create": created, "delete": lambda *_: None}


provisioners._RESOURCE_HANDLERS["AWS::SMSVOICE::ConfigurationSet"] = names_only(
    lambda _, properties: properties["ConfigurationSetName"]
)
provisioners._RESOURCE_HANDLERS["AWS::SMSVOICE::ProtectConfiguration"] = names_only(
    lambda logical_id, _: f"protect-{hashlib.sha256(logical_id.encode()).hexdigest()[:32]}"
)
provisioners._RESOURCE_HANDLERS["AWS::Pinpoint::App"] = names_only(
    lambda logical_id, _: hashlib.sha256(logical_id.encode()).hexdigest()[:32]
)


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
