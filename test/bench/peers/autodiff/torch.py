"""PyTorch, float64, eager."""

import torch
import torch.nn.functional as F

from data import arrays, digest
from networks import biases, problem, training
from rosenbrock import rosenbrock

torch.set_num_threads(1)

version = f"torch {torch.__version__}"


def tensors(request):
    return [torch.from_numpy(a) for a in arrays(request["operands"], request.get("range"))]


def sum_sigmoid(request):
    given = tensors(request)

    def run():
        x, W, b = (a.detach().requires_grad_() for a in given)
        torch.sigmoid(x @ W + b).sum().backward()
        return [x.grad, W.grad, b.grad]

    return run, lambda: digest(torch.cat([g.reshape(-1) for g in run()]))


def mlp(request):
    x, t, weights = problem(request)
    x, labels = torch.from_numpy(x), torch.from_numpy(t.argmax(1))

    def begin():
        start = [array for layer in zip(weights, biases(weights)) for array in layer]
        W1, b1, W2, b2 = params = [torch.tensor(a, requires_grad=True) for a in start]
        optimizer = torch.optim.SGD(params, lr=0.1)

        def step():
            optimizer.zero_grad()
            scores = torch.addmm(b2, F.relu(torch.addmm(b1, x, W1)), W2)
            loss = F.cross_entropy(scores, labels)
            loss.backward()
            optimizer.step()
            return loss.detach()

        return step

    return training(begin)


def chain(request):
    [[length]] = request["operands"]

    def run():
        y = x = torch.tensor(0.5, dtype=torch.float64, requires_grad=True)
        for _ in range(length // 2):
            y = y * 0.9999 + 0.0001
        y.backward()
        return y.item(), x.grad.item()

    return run, run


def hessian(request):
    [x] = tensors(request)
    f = lambda x: rosenbrock(torch, x)
    run = lambda: torch.autograd.functional.hessian(f, x)
    return run, lambda: digest(run())


def energy(x, W, b):
    return F.conv2d(x, W, b).square().sum() / 2


def convolution_gradient(request):
    x, W, b = tensors(request)
    W.requires_grad_()
    run = lambda: torch.autograd.grad(energy(x, W, b), W)
    return run, lambda: []


def gradient_penalty(request):
    x, W, b = tensors(request)
    x.requires_grad_()
    W.requires_grad_()

    def run():
        [g] = torch.autograd.grad(energy(x, W, b), x, create_graph=True)
        return torch.autograd.grad(g.square().sum(), W)[0]

    return run, lambda: digest(run())


work = {
    "sumSigmoid": sum_sigmoid,
    "mlp": mlp,
    "chain": chain,
    "hessian": hessian,
    "convolutionGradient": convolution_gradient,
    "gradientPenalty": gradient_penalty,
}
